/** What is put, and how what is got is read. */
export type Way =
  | "async generator"
  | "Node Readable"
  | "web stream"
  | "for await"
  | "iterChunks(65536)"
  | "nodeStream()"
  | "webStream()";

/** One way, over http or https. */
export interface Passage {
  readonly direction: "up" | "down";
  readonly way: Way;
  readonly scheme: "http" | "https";
}

export const passages: readonly Passage[] = [
  { direction: "up", way: "async generator", scheme: "http" },
  { direction: "up", way: "async generator", scheme: "https" },
  { direction: "up", way: "Node Readable", scheme: "https" },
  { direction: "up", way: "web stream", scheme: "https" },
  { direction: "down", way: "for await", scheme: "http" },
  { direction: "down", way: "for await", scheme: "https" },
  { direction: "down", way: "iterChunks(65536)", scheme: "https" },
  { direction: "down", way: "nodeStream()", scheme: "https" },
  { direction: "down", way: "webStream()", scheme: "https" },
];

/** What a process is told to do. */
export interface Order {
  readonly bytes: number;
  /** What is looked at: all that the process has, or what is left of its heap when garbage is collected at every look. */
  readonly what: "rss" | "held";
}

/** What moving bytes took. */
export interface StreamMemory {
  /** The most that there was, less what there was before, idle and warm. */
  readonly overIdleMb: number;
  readonly idleMb: number;
  readonly seconds: number;
}
