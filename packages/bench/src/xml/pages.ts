import { ec2Page } from "../pages/ec2-page.js";
import { s3Page } from "../pages/s3-page.js";

/** A service's page of so many entries. */
export interface XmlCase {
  readonly service: "s3" | "ec2";
  readonly entries: number;
}

/** The page, and the same page without entries: what a call costs besides. */
export function pagesOf({ service, entries }: XmlCase): { page: string; empty: string } {
  const write = service === "s3" ? s3Page : ec2Page;
  return { page: write(entries), empty: write(0) };
}
