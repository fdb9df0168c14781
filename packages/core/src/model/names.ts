/** `CloudWatch Logs` → `cloudwatch-logs`: the form of a service id in event names and package names. */
export function hyphenizeServiceId(serviceId: string): string {
  return serviceId.replaceAll(" ", "-").toLowerCase();
}

/** `GetObject` → `getObject`. */
export function uncapitalise(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The method of an operation: `getObject`. What is taken already gets `_` in front, as in aws-sdk v3. */
export function methodName(operation: string): string {
  const name = uncapitalise(operation);
  return reservedNames.includes(name) ? `_${name}` : name;
}

/** Words that cannot name a constant. */
export const reservedWords: readonly string[] = [
  ...["arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default"],
  ...["delete", "do", "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if"],
  ...["implements", "import", "in", "instanceof", "interface", "let", "new", "null", "package", "private"],
  ...["protected", "public", "return", "static", "super", "switch", "this", "throw", "true", "try", "typeof"],
  ...["undefined", "var", "void", "while", "with", "yield"],
];

/** These words, members that every client has, and values that generated files declare. */
export const reservedNames: readonly string[] = [
  ...reservedWords,
  ...["canPaginate", "close", "constructor", "exceptions", "explain", "generatePresignedPost", "generatePresignedUrl"],
  ...["getPaginator", "getWaiter", "meta", "send", "toString", "valueOf", "hasOwnProperty"],
  ...["compressRequest", "duplexEventStreams", "errors", "eventStreams", "jmespath", "operations", "paginators"],
  ...["requestChecksums", "requestStreams", "responseChecksums", "responseStreams", "service", "streams", "waiters"],
];
