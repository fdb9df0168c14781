import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { temporaryFolder } from "../config/shared-files.fixture.js";
import type { RawService } from "../model/raw-model.js";
import { PaginatorModel, serviceModelOf, WaiterModel } from "../session/service-models.js";
import type { DynamicClientClass } from "./client-from-model.js";
import { library, paginators, waiters } from "./library.fixture.js";
import { clientModuleOf } from "./model-folder.node.js";

function write(folder: string, version: string, files: Readonly<Record<string, unknown>>, gzipped = false): void {
  mkdirSync(join(folder, version), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const text = JSON.stringify(content);
    const path = join(folder, version, `${name}.json`);
    if (gzipped) writeFileSync(`${path}.gz`, gzipSync(text));
    else writeFileSync(path, text);
  }
}

test("the newest model in a service's folder becomes what a package exports, and is read once", () => {
  const folder = join(temporaryFolder(), "books");
  write(folder, "2019-01-01", { "service-2": { not: "a model" } });
  write(folder, "2020-05-01", { "service-2": library, "paginators-1": paginators, "waiters-2": waiters });
  const module = clientModuleOf(folder)!;
  const client = new (module["Service"] as DynamicClientClass)({ region: "r", loadConfig: false });
  expect(client.meta.methodToApiMapping).toMatchObject({ lendBook: "LendBook" });
  expect(client.canPaginate("listBooks")).toBe(true);
  expect(clientModuleOf(folder)).toBe(module);
});

test("gzipped files are read, too, and only what is there", () => {
  const folder = join(temporaryFolder(), "books");
  write(folder, "2020-05-01", { "service-2": library }, true);
  const module = clientModuleOf(folder)!;
  expect(module["paginators"]).toEqual({});
});

test("what sdk-extras add is merged", () => {
  const folder = join(temporaryFolder(), "books");
  const merged = { pagination: { ListBooks: { non_aggregate_keys: ["Total", "Books"] } } };
  write(folder, "2020-05-01", { "service-2": library, "paginators-1": paginators });
  write(folder, "2020-05-01", { "paginators-1.sdk-extras": { version: 1.0, merge: merged } });
  const pages = new PaginatorModel({ module: clientModuleOf(folder)! });
  expect(pages.getPaginator("ListBooks")).toMatchObject({ inputToken: "NextToken", limitKey: "Limit" });
  expect(Object.keys(pages.getPaginator("ListBooks").nonAggregate!)).toEqual(["Total", "Books"]);
});

test("a folder without a model is none", () => {
  const folder = join(temporaryFolder(), "books");
  write(folder, "2020-05-01", { "paginators-1": paginators });
  expect(clientModuleOf(folder)).toBeUndefined();
});

test("a model that is not sound is an error", () => {
  const folder = join(temporaryFolder(), "books");
  const { Loan: _, ...shapes } = library.shapes;
  write(folder, "2020-05-01", { "service-2": { ...library, shapes } satisfies RawService });
  expect(() => clientModuleOf(folder)).toThrow('has no shape "Loan"');
});

test("models of service, paginators and waiters are made of it", async () => {
  const folder = join(temporaryFolder(), "books");
  write(folder, "2020-05-01", { "service-2": library, "paginators-1": paginators, "waiters-2": waiters });
  const module = clientModuleOf(folder)!;
  const named = { module, type: module["Service"] as DynamicClientClass };
  expect(await serviceModelOf(named)).toMatchObject({ serviceName: "books", serviceId: "Book Library" });

  const pages = new PaginatorModel(named);
  expect(pages.operationNames).toEqual(["ListBooks"]);
  expect(pages.getPaginator("ListBooks")).toMatchObject({ inputToken: "NextToken", limitKey: "Limit" });
  expect(Object.keys(pages.getPaginator("ListBooks").resultKeys)).toEqual(["Books"]);
  expect(() => pages.getPaginator("ListBook")).toThrow("cannot be paginated: ListBook; did you mean ListBooks?");

  const waiting = new WaiterModel(named);
  expect([waiting.version, waiting.waiterNames]).toEqual([2, ["BookReturned"]]);
  expect(waiting.getWaiter("BookReturned")).toMatchObject({ delaySeconds: 5, maxAttempts: 3 });
  expect(waiting.getWaiter("BookReturned").acceptors[1]).toEqual({ state: "retry", status: 404 });
  expect(() => waiting.getWaiter("BookSold")).toThrow("Waiter does not exist: BookSold; there are: BookReturned.");
});
