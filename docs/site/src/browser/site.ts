import { addCopyButtons } from "./copy.js";
import { openMember } from "./member.js";
import { addSearch } from "./search.js";
import { addThemeButton, applyTheme } from "./theme.js";

// Before the first paint: a chosen theme must not flash.
applyTheme();

document.addEventListener("DOMContentLoaded", () => {
  const tools = document.getElementById("tools");
  if (tools) {
    addSearch(tools, document.documentElement.dataset["root"] ?? "");
    addThemeButton(tools);
  }
  addCopyButtons();
  openMember();
});
