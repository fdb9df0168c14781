import { ParamValidationError } from "@inia/core";
import type { Files } from "./files.js";

export const openFile: Files["openFile"] = noFiles;
export const createFile: Files["createFile"] = noFiles;
export const listFiles: Files["listFiles"] = noFiles;
export const pathBelow: Files["pathBelow"] = noFiles;
export const makeFolderOf: Files["makeFolderOf"] = noFiles;

function noFiles(): never {
  throw new ParamValidationError(
    "There are no files by path on this platform: give a File or Blob to upload, and a WritableStream or " +
      '"memory" to download to.',
  );
}
