const key = "inia-theme";

/** Sets the colours that were chosen last; else the system's hold. */
export function applyTheme(): void {
  const chosen = stored();
  if (chosen !== null) document.documentElement.dataset["theme"] = chosen;
}

/** A button that turns light to dark and back. */
export function addThemeButton(tools: HTMLElement): void {
  const button = document.createElement("button");
  button.type = "button";
  const isDark = (): boolean => {
    const { theme } = document.documentElement.dataset;
    return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const label = (): void => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `Use ${isDark() ? "light" : "dark"} colours`);
  };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset["theme"] = theme;
    try {
      localStorage.setItem(key, theme);
    } catch {
      // Storage can be forbidden: the choice then lasts for the page.
    }
    label();
  });
  label();
  tools.append(button);
}

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
