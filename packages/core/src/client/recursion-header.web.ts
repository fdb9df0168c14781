/** Lambda functions run where there is an environment. */
export function addRecursionHeader(
  _headers: Record<string, string>,
  _environment: Readonly<Record<string, string | undefined>>,
): void {}
