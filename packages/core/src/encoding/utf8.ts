export function toUtf8(text: string): Uint8Array {
  encoder ??= new TextEncoder();
  return encoder.encode(text);
}

/** Decodes UTF-8; malformed bytes become U+FFFD. A byte order mark is kept, as botocore keeps it. */
export function fromUtf8(bytes: Uint8Array): string {
  decoder ??= new TextDecoder("utf-8", { ignoreBOM: true });
  return decoder.decode(bytes);
}

let encoder: TextEncoder | undefined;
let decoder: TextDecoder | undefined;
