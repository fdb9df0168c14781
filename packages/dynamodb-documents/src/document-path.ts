/** Names of maps' members and positions in lists, from the outside in. */
export type PathStep = string | number;

/** A path as programs write it: `cast[2].born`; a name that is no identifier is quoted: `cast[2]["date of birth"]`. */
export function pathText(steps: readonly PathStep[]): string {
  let text = "";
  for (const step of steps) {
    if (typeof step === "number") text += `[${step}]`;
    else if (/^[\p{ID_Start}_$][\p{ID_Continue}$-]*$/u.test(step)) text += text === "" ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}
