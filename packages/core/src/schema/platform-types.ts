declare global {
  // Empty where a program has neither DOM nor Node types, and merged with the real ones where it has: so that core's
  // declarations compile in either.
  interface AbortSignal {}
  interface Blob {}
  interface File {}
  interface FormData {}
  // oxlint-disable-next-line typescript/no-explicit-any -- as the DOM declares it
  interface ReadableStream<R = any> {}
  namespace NodeJS {
    interface ReadableStream {}
    interface ReadStream {}
  }
}

export {};
