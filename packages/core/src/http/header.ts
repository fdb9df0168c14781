/** The value of a header whose name may be written in any case. */
export function getHeader(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return headers[nameOf(headers, name)];
}

/** Removes a header, however its name is written; tells whether it was there. */
export function deleteHeader(headers: Record<string, string>, name: string): boolean {
  const written = nameOf(headers, name);
  if (!(written in headers)) return false;
  delete headers[written];
  return true;
}

/** Sets a header so that it stands there once, with the name written as given. */
export function setHeader(headers: Record<string, string>, name: string, value: string): void {
  deleteHeader(headers, name);
  headers[name] = value;
}

function nameOf(headers: Readonly<Record<string, string>>, name: string): string {
  const lowerCase = name.toLowerCase();
  for (const written in headers)
    if (written.length === name.length && written.toLowerCase() === lowerCase) return written;
  return name;
}
