/** The counterpart of `@aws-sdk/lib-storage`, on `@inia/s3-transfer`. */
import type { PutObjectRequest } from "@inia/client-s3";
import type { AwsSdkClient, AwsSdkMetadata } from "@inia/core/generated/aws-sdk";
import { awsSdkMetadata, ownClient, toAwsSdkError } from "@inia/core/generated/aws-sdk";
import { type TransferProgress, type UploadBody, type UploadInput, type UploadResult, upload } from "@inia/s3-transfer";

export interface Progress {
  readonly loaded: number;
  readonly total?: number | undefined;
  readonly part: number;
  readonly Key?: string | undefined;
  readonly Bucket?: string | undefined;
}

export interface Tag {
  readonly Key: string | undefined;
  readonly Value: string | undefined;
}

export type BodyDataTypes = PutObjectRequest["Body"];
export type ServiceClients = AwsSdkClient<"s3">;

export interface Configuration {
  /** Parts that are under way at once. Default: 4. */
  readonly queueSize?: number | undefined;
  /** In bytes. Default: 5 MiB. */
  readonly partSize?: number | undefined;
  /** Leaves parts where they are when the upload fails. Default: `false`. */
  readonly leavePartsOnError?: boolean | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly abortController?: Pick<AbortController, "signal" | "abort"> | undefined;
}

export interface Options extends Configuration {
  readonly client: ServiceClients;
  readonly params: { readonly [Member in keyof PutObjectRequest]: PutObjectRequest[Member] | undefined };
}

/** What an upload resolves to: PutObject's or CompleteMultipartUpload's output. */
export type UploadOutput = Omit<UploadResult, "$metadata" | "size" | "parts"> & {
  readonly $metadata: AwsSdkMetadata;
  readonly Location: string;
};

type Listener = (progress: Progress) => void;

/** Uploads an object of any size, in parts where it is large. */
export class Upload {
  readonly #options: Options;
  readonly #controller: Pick<AbortController, "signal" | "abort">;
  readonly #listeners = new Set<Listener>();

  constructor(options: Options) {
    this.#options = options;
    this.#controller = options.abortController ?? new AbortController();
  }

  on(_event: "httpUploadProgress", listener: Listener): this {
    this.#listeners.add(listener);
    return this;
  }

  off(_event: "httpUploadProgress", listener: Listener): this {
    this.#listeners.delete(listener);
    return this;
  }

  /** Ends the upload; `done` rejects with an `AbortError`. */
  async abort(): Promise<void> {
    this.#controller.abort();
  }

  async done(): Promise<UploadOutput> {
    const { client, params, queueSize = 4, partSize = 5_242_880, leavePartsOnError = false, tags = [] } = this.#options;
    const { Body, Bucket, Key, ContentMD5: _md5, WriteOffsetBytes: _offset, ...object } = params;
    const Tagging = new URLSearchParams(
      tags.map(({ Key: name = "", Value = "" }): [string, string] => [name, Value]),
    ).toString();
    const input = { ...object, ...(Tagging && { Tagging }), Bucket, Key, Body: Body as UploadBody } as UploadInput;
    const { signal } = this.#controller;
    try {
      const s3 = await ownClient(client);
      const {
        size: _size,
        parts: _parts,
        $metadata,
        ...output
      } = await upload(s3, input, {
        concurrency: queueSize,
        partSize,
        multipartThreshold: partSize,
        keepPartsOnFailure: leavePartsOnError,
        signal,
        onProgress: (progress) => this.#tell(progress),
      });
      const base = s3.meta.endpointUrl ?? `https://s3.${s3.meta.regionName}.amazonaws.com`;
      const Location = `${base.replace(/\/$/, "")}/${Bucket}/${encodeURI(Key ?? "")}`;
      return { Location, ...output, $metadata: awsSdkMetadata($metadata) };
    } catch (error) {
      throw toAwsSdkError(error, client["~exception"], signal, {});
    }
  }

  #tell({ transferred, total, parts }: TransferProgress): void {
    const { Key, Bucket } = this.#options.params;
    const progress = { loaded: transferred, total, part: Math.max(1, parts.done), Key, Bucket };
    for (const listener of this.#listeners) listener(progress);
  }
}
