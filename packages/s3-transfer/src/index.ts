/** Transfers of any size with Inia's S3 client. */
export type { CheckpointPart, UploadCheckpoint } from "./checkpoint.js";
export { type CopyInput, type CopyOptions, type CopyResult, copy } from "./copy.js";
export { type DownloadInput, type DownloadResult, download } from "./download.js";
export { type DownloadDirectoryInput, type DownloadDirectoryOptions, downloadDirectory } from "./download-directory.js";
export type { DownloadDestination, NodeWritable, WebWritable } from "./download-target.js";
export * from "./errors.js";
export type { DirectoryOptions, DirectoryProgress, DirectoryResult } from "./every-file.js";
export type { TransferClient, TransferOptions } from "./options.js";
export { PauseController } from "./pause-controller.js";
export type { TransferProgress } from "./progress.js";
export { type UploadInput, type UploadOptions, type UploadResult, upload } from "./upload.js";
export type { FilePath, UploadBody } from "./upload-body.js";
export { type UploadDirectoryInput, type UploadDirectoryOptions, uploadDirectory } from "./upload-directory.js";
