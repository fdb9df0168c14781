/** Opens and marks the member that a search led to: `?member=VersionId`. */
export function openMember(): void {
  const member = new URLSearchParams(location.search).get("member");
  if (member === null) return;
  for (const code of document.querySelectorAll<HTMLElement>(".t li > code, .t summary > code")) {
    if (code.textContent !== member) continue;
    const row = code.closest("li");
    for (let at = row?.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
    row?.classList.add("hit");
    row?.scrollIntoView({ block: "center" });
    return;
  }
}
