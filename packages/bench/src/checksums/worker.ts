// A process that sums up a message again and again with one implementation, for as long as a turn takes.
import { implementations } from "./implementations.js";
import { type Message, messages, turnMs } from "./messages.js";

/** Megabytes (10^6) of message a second. */
export type Throughput = number;

const start = await implementations[Number(process.argv[2])]!.load();
const bytes = Uint8Array.from({ length: 1_048_576 }, (_, index) => (index * 73) % 251);

process.on("message", (index: number) => {
  process.send!(throughputOf(messages[index]!) satisfies Throughput);
});
process.send!("ready");

function throughputOf({ length, pieceLength }: Message): Throughput {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < length; at += pieceLength) pieces.push(bytes.subarray(at, at + pieceLength));
  const began = performance.now();
  let count = 0;
  do {
    const checksum = start();
    for (const piece of pieces) checksum.update(piece);
    checksum.digest();
    count += 1;
  } while (performance.now() - began < turnMs);
  return (count * length) / 1000 / (performance.now() - began);
}
