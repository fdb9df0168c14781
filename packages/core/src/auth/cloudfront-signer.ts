import { toBase64 } from "#platform/base64";
import { toUtf8 } from "../encoding/utf8.js";

/** Signs with RSA and SHA-1 (PKCS #1 v1.5), which CloudFront requires. */
export type SignWithRsa = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** Who may fetch what, and until when. */
export interface CloudFrontPolicy {
  /** A URL, in which `*` and `?` stand for others. */
  readonly resource: string;
  readonly dateLessThan: Date;
  readonly dateGreaterThan?: Date | undefined;
  /** An address, or a range such as `192.0.2.0/24`. */
  readonly ipAddress?: string | undefined;
}

/** What is allowed: until when (a canned policy, which makes shorter URLs), or a policy of one's own as JSON. */
export type CloudFrontPermission = { readonly dateLessThan: Date } | { readonly policy: string };

/**
 * Signs URLs and cookies that open private content of CloudFront.
 *
 * @example
 * ```ts
 * import { createSign } from "node:crypto";
 *
 * const signer = new CloudFrontSigner("K2JCJMDEHXQW5F", (message) => createSign("SHA1").update(message).sign(privateKey));
 * const url = await signer.generatePresignedUrl("https://d111111abcdef8.cloudfront.net/film.mp4", { dateLessThan });
 * ```
 *
 * @see Amazon CloudFront Developer Guide, "Serving private content"; botocore signers.py, CloudFrontSigner
 */
export class CloudFrontSigner {
  readonly keyId: string;
  readonly #sign: SignWithRsa;

  /** `keyId` is the id of the public key whose private half `sign` has. */
  constructor(keyId: string, sign: SignWithRsa) {
    this.keyId = keyId;
    this.#sign = sign;
  }

  /** The URL with what opens it in its query. */
  async generatePresignedUrl(url: string, permission: CloudFrontPermission): Promise<string> {
    const parts = await this.#authorize(url, permission);
    const query = Object.entries(parts).map(([name, value]) => `${name}=${value}`);
    return `${url}${url.includes("?") ? "&" : "?"}${query.join("&")}`;
  }

  /** Cookies by name. They open all URLs that the policy's resource stands for: here `*` and `?` are of use. */
  async generateSignedCookies(resource: string, permission: CloudFrontPermission): Promise<Record<string, string>> {
    const parts = await this.#authorize(resource, permission);
    return Object.fromEntries(Object.entries(parts).map(([name, value]) => [`CloudFront-${name}`, value]));
  }

  /** The JSON of a policy. */
  buildPolicy({ resource, dateLessThan, dateGreaterThan, ipAddress }: CloudFrontPolicy): string {
    const condition = {
      DateLessThan: { "AWS:EpochTime": epochSeconds(dateLessThan) },
      ...(ipAddress && { IpAddress: { "AWS:SourceIp": ipAddress.includes("/") ? ipAddress : `${ipAddress}/32` } }),
      ...(dateGreaterThan && { DateGreaterThan: { "AWS:EpochTime": epochSeconds(dateGreaterThan) } }),
    };
    return asciiJson({ Statement: [{ Resource: resource, Condition: condition }] });
  }

  async #authorize(resource: string, permission: CloudFrontPermission): Promise<Record<string, string>> {
    const isCanned = "dateLessThan" in permission;
    const policy = isCanned ? this.buildPolicy({ resource, ...permission }) : permission.policy;
    const signature = urlBase64(await this.#sign(toUtf8(policy)));
    return {
      ...(isCanned
        ? { Expires: String(epochSeconds(permission.dateLessThan)) }
        : { Policy: urlBase64(toUtf8(policy)) }),
      Signature: signature,
      "Key-Pair-Id": this.keyId,
    };
  }
}

function epochSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** CloudFront's own alphabet for what stands in URLs and cookies. */
function urlBase64(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("=", "_").replaceAll("/", "~");
}

/** As Python writes it: what is signed must be what CloudFront makes of the URL. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
