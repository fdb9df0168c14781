/** The program's environment variables, live. */
export function environmentVariables(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
