/** What is summed up. */
export interface Message {
  readonly title: string;
  readonly length: number;
  readonly pieceLength: number;
}

export const messages: readonly Message[] = [
  { title: "1 MiB", length: 1_048_576, pieceLength: 1_048_576 },
  { title: "1 MiB by 64 KiB", length: 1_048_576, pieceLength: 65_536 },
  { title: "1 KiB", length: 1024, pieceLength: 1024 },
];

export const turnMs = 25;
