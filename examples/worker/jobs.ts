import { setTimeout as sleep } from "node:timers/promises";

/** What a message holds. */
export interface Job {
  readonly id: string;
  readonly text: string;
  /** How long it takes, for trying out what happens with long ones. */
  readonly takesMs?: number;
}

/** @throws an Error when the text is no job. */
export function readJob(text: string): Job {
  const job = JSON.parse(text) as Partial<Job>;
  if (typeof job.id !== "string" || typeof job.text !== "string") throw new Error("a job has an id and a text");
  return { takesMs: 0, ...job, id: job.id, text: job.text };
}

/** Does a job. */
export async function doJob({ id, text, takesMs }: Job): Promise<void> {
  await sleep(takesMs);
  console.log(`${id}: ${text.split(/\s+/).filter(Boolean).length} words`);
}
