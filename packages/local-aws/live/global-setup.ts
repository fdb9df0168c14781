import type { TestProject } from "vitest/node";
import { startMoto } from "./moto.js";

declare module "vitest" {
  interface ProvidedContext {
    moto: string;
  }
}

/** Starts one moto for all files; returns what stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const moto = await startMoto();
  project.provide("moto", moto.endpoint);
  return () => moto.stop();
}
