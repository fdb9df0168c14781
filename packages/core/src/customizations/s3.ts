import type { Customization } from "../client/service-descriptor.js";
import { ParamValidationError } from "../errors/call.js";
import {
  InvalidHostLabelError,
  UnsupportedS3AccesspointConfigurationError,
  UnsupportedS3ConfigurationError,
} from "../errors/endpoint.js";
import { nameRefusals } from "./parts/endpoint-refusals.js";
import { table } from "./parts/table.js";
import { checkBucket, chooseAddressing, dropBucketFromUri, setAuthPath } from "./s3/bucket.js";
import { encodeCopySource } from "./s3/copy-source.js";
import { encodeCustomerKey } from "./s3/customer-keys.js";
import { useSession } from "./s3/express-session.js";
import { askForEncoding, decodeListing } from "./s3/list-encoding.js";
import { suggestSetting } from "./s3/other-stores.js";
import { noteBucket, redirect, useKnownRegion } from "./s3/redirect.js";
import { announceTrailer, checkMetadata, escapeLineEnds, expectContinue } from "./s3/requests.js";
import { findFailure, keepExpires, readBucketLocation } from "./s3/responses.js";

const encodeKey = /*#__PURE__*/ encodeCustomerKey("SSECustomer");
const encodeSourceKey = /*#__PURE__*/ encodeCustomerKey("CopySourceSSECustomer");

export const customizations: readonly Customization[] = /*#__PURE__*/ table(
  {
    "before-parameter-build.s3": [checkBucket, dropBucketFromUri, noteBucket],
    "before-parameter-build.s3.ListObjects": askForEncoding,
    "before-parameter-build.s3.ListObjectsV2": askForEncoding,
    "before-parameter-build.s3.ListObjectVersions": askForEncoding,
    "before-parameter-build.s3.CopyObject": [encodeCopySource, checkMetadata, encodeKey, encodeSourceKey],
    "before-parameter-build.s3.UploadPartCopy": [encodeCopySource, encodeKey, encodeSourceKey],
    "before-parameter-build.s3.PutObject": [checkMetadata, encodeKey],
    "before-parameter-build.s3.CreateMultipartUpload": [checkMetadata, encodeKey],
    "before-parameter-build.s3.HeadObject": encodeKey,
    "before-parameter-build.s3.GetObject": encodeKey,
    "before-parameter-build.s3.UploadPart": encodeKey,
    "before-parameter-build.s3.CompleteMultipartUpload": encodeKey,
    "before-parameter-build.s3.SelectObjectContent": encodeKey,
    "before-endpoint-resolution.s3": [
      chooseAddressing,
      useKnownRegion,
      /*#__PURE__*/ nameRefusals([
        [/^Invalid region in ARN: /, InvalidHostLabelError],
        [
          /^S3 Object Lambda does not support S3 Accelerate$|^Accelerate cannot be used with FIPS$/,
          UnsupportedS3ConfigurationError,
        ],
        [
          /^(?:(?:S3 (?:Outposts|MRAP|Object Lambda)|Access Points) do(?:es)? not support|Invalid configuration:|Client was configured for partition)/,
          UnsupportedS3AccesspointConfigurationError,
        ],
        [/^invalid arn:/i, ParamValidationError],
      ]),
    ],
    "before-call.s3": expectContinue,
    "before-call.s3.DeleteObjects": escapeLineEnds,
    "before-call.s3.PutBucketLifecycleConfiguration": escapeLineEnds,
    "before-sign.s3": [setAuthPath, announceTrailer, useSession],
    "before-parse.s3.*": keepExpires,
    "before-parse.s3.GetBucketLocation": readBucketLocation,
    "needs-retry.s3": [redirect, suggestSetting],
    "after-call.s3.ListObjects": /*#__PURE__*/ decodeListing(
      "Delimiter Marker NextMarker Contents.Key CommonPrefixes.Prefix",
    ),
    "after-call.s3.ListObjectsV2": /*#__PURE__*/ decodeListing(
      "Delimiter Prefix StartAfter Contents.Key CommonPrefixes.Prefix",
    ),
    "after-call.s3.ListObjectVersions": /*#__PURE__*/ decodeListing(
      "KeyMarker NextKeyMarker Prefix Delimiter Versions.Key DeleteMarkers.Key CommonPrefixes.Prefix",
    ),
  },
  { "before-parse.s3.*": findFailure },
);
