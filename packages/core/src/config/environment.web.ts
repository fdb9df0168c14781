/** There is no environment here. */
export function environmentVariables(): Readonly<Record<string, string | undefined>> {
  return {};
}
