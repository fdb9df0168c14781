import type { SearchIndex } from "./index-data.js";
import { type Hit, Matcher } from "./matcher.js";

declare global {
  interface Window {
    iniaSearchIndex?: SearchIndex;
  }
}

/** A field over the list of hits (the combobox of WAI-ARIA's patterns). The index is loaded when the field is used. */
export function addSearch(tools: HTMLElement, root: string): void {
  const box = document.createElement("div");
  box.className = "search";
  box.setAttribute("role", "search");
  const input = document.createElement("input");
  input.type = "search";
  input.id = "search";
  input.placeholder = "Search operations, members, errors ( / )";
  input.autocomplete = "off";
  input.spellcheck = false;
  const list = document.createElement("ul");
  list.className = "results";
  list.id = "results";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Hits");
  list.hidden = true;
  const attributes = {
    role: "combobox",
    "aria-label": "Search the reference",
    "aria-expanded": "false",
    "aria-controls": "results",
    "aria-autocomplete": "list",
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  box.append(input, list);
  tools.prepend(box);

  let hits: readonly Hit[] = [];
  let selected = -1;
  let matcher: Promise<Matcher> | undefined;
  const ready = (): Promise<Matcher> => (matcher ??= loadMatcher(root));

  const select = (index: number): void => {
    selected = index;
    for (const [at, row] of [...list.children].entries()) {
      row.setAttribute("aria-selected", String(at === index));
      if (at === index) row.scrollIntoView({ block: "nearest" });
    }
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `hit-${index}`);
  };
  const close = (): void => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    select(-1);
  };
  const show = (): void => {
    list.replaceChildren(...hits.map(rowOf));
    list.hidden = hits.length === 0;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    select(hits.length > 0 ? 0 : -1);
  };
  const go = (hit: Hit | undefined): void => {
    if (hit) location.href = root + hit.url;
  };

  input.addEventListener("focus", () => void ready());
  input.addEventListener("input", async () => {
    const query = input.value;
    const found = (await ready()).find(query);
    // What was typed meanwhile has its own answer.
    if (query !== input.value) return;
    hits = found;
    show();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") select(Math.min(selected + 1, hits.length - 1));
    else if (event.key === "ArrowUp") select(Math.max(selected - 1, 0));
    else if (event.key === "Enter") go(hits[selected]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => {
    const row = (event.target as Element).closest("li");
    if (row) go(hits[[...list.children].indexOf(row)]);
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test((event.target as Element | null)?.tagName ?? "");
    if ((event.key === "/" && !isTyping) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
}

function rowOf({ kind, title, place }: Hit, index: number): HTMLLIElement {
  const row = document.createElement("li");
  row.id = `hit-${index}`;
  row.setAttribute("role", "option");
  const about = document.createElement("small");
  about.textContent = kind === "service" ? place : `${kind} · ${place}`;
  row.append(about, title);
  return row;
}

function loadMatcher(root: string): Promise<Matcher> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}assets/search-index.js`;
    script.onload = () => resolve(new Matcher(window.iniaSearchIndex as SearchIndex));
    script.onerror = () => reject(new Error(`The search index ${script.src} could not be loaded.`));
    document.head.append(script);
  });
}
