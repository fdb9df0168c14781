import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../../../packages/runtimes/src/runtimes/chromium.js";
import { dist, type OpenSite, openSite } from "./site.js";

const browser = await launchChromium();
if ("skipped" in browser) console.log(`skipped: the site in a browser: ${browser.skipped}`);

describe.skipIf("skipped" in browser)("in Chromium", () => {
  let site: OpenSite;

  beforeAll(async () => {
    site = await openSite(browser as Browser);
  });
  afterAll(() => site.close());

  async function open(path: string, options?: Parameters<OpenSite["page"]>[0]): Promise<Page> {
    const page = await site.page(options);
    await page.goto(site.url + path);
    return page;
  }

  const firstHit = (page: Page): Promise<string> => page.locator("#results li").first().innerText();

  test("/ focuses the search, Enter opens the first hit", async () => {
    const page = await open("index.html");
    await page.keyboard.press("/");
    await page.keyboard.type("s3 getobject");
    await page.locator("#results li").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/reference/s3/getObject.html");
    expect(await page.locator("h1").innerText()).toBe("getObject");
  });

  test.each([
    ["dynamodb putitm", "putItem"],
    ["lsit tables", "listTables"],
    ["getobejct", "getObject"],
    ["assumrole", "assumeRole"],
  ])("typing errors are forgiven: %s", async (query, title) => {
    const page = await open("reference/index.html");
    await page.fill("#search", query);
    await page.locator("#results li").first().waitFor();
    const shown = await page.locator("#results li").allInnerTexts();
    expect(shown.slice(0, 3).join("\n")).toContain(title);
  });

  test("services, errors and members are found", async () => {
    const page = await open("reference/index.html");
    await page.fill("#search", "dynamodb");
    await expect.poll(() => firstHit(page)).toContain("Amazon DynamoDB");
    await page.fill("#search", "NoSuchBucket");
    await expect.poll(() => firstHit(page)).toMatch(/NoSuchBucket/);
    await page.fill("#search", "s3 ChecksumMode");
    await expect.poll(async () => (await page.locator("#results li").allInnerTexts()).join()).toContain("ChecksumMode");
  });

  test("a member that was searched is opened and marked", async () => {
    const page = await open("reference/s3/putBucketLifecycleConfiguration.html?member=NoncurrentDays");
    const hit = page.locator(".hit");
    await hit.waitFor();
    expect(await hit.isVisible()).toBe(true);
    expect(await hit.innerText()).toContain("NoncurrentDays");
  });

  test("arrows and Escape work in the list", async () => {
    const page = await open("index.html");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("bucket");
    await page.locator("#results li").nth(2).waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await page.getAttribute("#search", "aria-activedescendant")).toBe("hit-1");
    expect(await page.getAttribute("#hit-1", "aria-selected")).toBe("true");
    await page.keyboard.press("Escape");
    expect(await page.locator("#results").isVisible()).toBe(false);
  });

  test("a deep link opens what it leads to", async () => {
    const page = await open("reference/dynamodb/putItem.html#T-input-AttributeValue");
    const target = page.locator("[id='T-input-AttributeValue']");
    await expect.poll(() => target.isVisible()).toBe(true);
  });

  test("code is copied", async () => {
    const page = await open("reference/sts/getCallerIdentity.html");
    await page.locator(".copy").first().click();
    await expect.poll(() => page.locator(".copy").first().innerText()).toBe("Copied");
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain('import { STSClient, getCallerIdentity } from "@inia/client-sts";');
  });

  test("the page is reached and used by keyboard alone", async () => {
    const page = await open("reference/s3/getObject.html");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("skip");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  });

  test("light turns to dark, and is remembered", async () => {
    const page = await open("index.html", { colorScheme: "light" });
    const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe("rgb(255, 255, 255)");
    await page.getByRole("button", { name: "Use dark colours" }).click();
    expect(await ground()).toBe("rgb(18, 20, 26)");
    await page.goto(`${site.url}reference/index.html`);
    expect(await ground()).toBe("rgb(18, 20, 26)");
  });

  test("it reads without scripts", async () => {
    const page = await open("reference/s3/getObject.html", { javaScriptEnabled: false });
    expect(await page.locator("#input ~ ul code").first().innerText()).toBe("Bucket");
    await page.locator("summary").first().click();
    expect(await page.locator("details[open]").count()).toBe(1);
  });

  test("a copy on a disk can search", async () => {
    const page = await site.page();
    await page.goto(pathToFileURL(`${dist}index.html`).href);
    await page.fill("#search", "sqs sendmessage");
    await expect.poll(() => firstHit(page)).toContain("sendMessage");
  });

  test.each([
    ["s3 getobject", "getObject"],
    ["instanceid", "InstanceId"],
    ["dynmodb qeury", "query"],
    ["list", "list"],
    ["ec2 descrbe instnces", "describeInstances"],
    ["xyzzyplugh", ""],
  ])("how long an answer takes, and that it is one: %s", async (query, title) => {
    const page = await open("index.html");
    await page.fill("#search", "warm");
    await page.locator("#results li").first().waitFor();
    const { milliseconds, titles } = await page.evaluate(async (text) => {
      const input = document.getElementById("search") as HTMLInputElement;
      input.value = text;
      const start = performance.now();
      input.dispatchEvent(new Event("input"));
      await new Promise((resolve) => setTimeout(resolve));
      const milliseconds = performance.now() - start;
      return { milliseconds, titles: Array.from(document.querySelectorAll("#results li"), (row) => row.textContent) };
    }, query);
    console.log(`search: "${query}" answered in ${milliseconds.toFixed(0)} ms`);
    if (title === "") expect(titles).toEqual([]);
    else expect(titles.slice(0, 3).join("\n")).toContain(title);
  });

  const pages = [
    "index.html",
    "guides/credentials.html",
    "reference/index.html",
    "reference/s3/index.html",
    "reference/s3/getObject.html",
    "reference/dynamodb/putItem.html",
  ];
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

  for (const path of pages) {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [1280, 390]) {
        test(`axe finds nothing serious: ${path}, ${colorScheme}, ${width} px`, async () => {
          const page = await open(path, { colorScheme, viewport: { width, height: 800 } });
          await page.evaluate(axe);
          const violations = await page.evaluate(async () => {
            const run = (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run;
            const { violations } = await run();
            return violations
              .filter(({ impact }) => impact === "serious" || impact === "critical")
              .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
          });
          expect(violations).toEqual([]);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(overflow).toBeLessThanOrEqual(0);
        });
      }
    }
  }
});

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}
