import { getObject, paginateListObjectsV2, putObject, S3Client } from "@inia/client-s3";
import { isIniaError, presign } from "@inia/core";
import type { Settings } from "./settings.js";

const settings = await readSettings();
const { region, bucket: Bucket, prefix } = settings;
const s3 = new S3Client({
  region,
  ...(settings.endpoint === null ? {} : { endpoint: settings.endpoint }),
  // Asked for at the first call, and again shortly before they end.
  async credentials() {
    const { credentials } = await readSettings();
    return { ...credentials, expiration: new Date(credentials.expiration) };
  },
});

const input = document.querySelector<HTMLInputElement>("#files")!;
const list = document.querySelector<HTMLUListElement>("#list")!;
const status = document.querySelector<HTMLParagraphElement>("#status")!;

input.addEventListener("change", () => void report(upload([...(input.files ?? [])])));
await report(show());

/** Puts files straight into the bucket, by URLs that the page signs itself. */
async function upload(files: readonly File[]): Promise<string> {
  for (const file of files) {
    const target = { Bucket, Key: prefix + file.name, ContentType: file.type || "application/octet-stream" };
    const { url, method, headers } = await presign(s3, putObject, target, { expiresIn: 300 });
    const response = await fetch(url, { method, headers, body: file });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${file.name} was not taken: ${response.status} ${answer}`);
    status.textContent = `${file.name} is there`;
  }
  return show();
}

/** Lists the folder, with a link to each file that is good for an hour. */
async function show(): Promise<string> {
  const items: HTMLLIElement[] = [];
  let bytes = 0;
  for await (const { Key = "", Size = 0 } of paginateListObjectsV2(s3, { Bucket, Prefix: prefix }).items()) {
    const link = document.createElement("a");
    link.href = (await presign(s3, getObject, { Bucket, Key })).url;
    link.textContent = `${Key.slice(prefix.length)} (${Size} bytes)`;
    const item = document.createElement("li");
    item.append(link);
    items.push(item);
    bytes += Size;
  }
  list.replaceChildren(...items);
  return `${items.length} files, ${bytes} bytes`;
}

async function report(work: Promise<string>): Promise<void> {
  try {
    status.textContent = await work;
  } catch (error) {
    status.textContent = isIniaError(error) ? `${error.code}: ${error.message}` : String(error);
  }
}

async function readSettings(): Promise<Settings> {
  const response = await fetch("/settings");
  if (!response.ok) throw new Error(`The server gave no settings: ${response.status}`);
  return (await response.json()) as Settings;
}
