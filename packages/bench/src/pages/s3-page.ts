import { pseudoHex } from "./pseudo-hex.js";

/** A page of ListObjectsV2, as S3 writes it. */
export function s3Page(keys: number): string {
  const contents = Array.from({ length: keys }, (_, index) => {
    const number = String(index).padStart(6, "0");
    const second = String(index % 60).padStart(2, "0");
    return (
      `<Contents><Key>photos/2026/01/${number}-image.jpg</Key>` +
      `<LastModified>2026-01-02T03:04:${second}.000Z</LastModified>` +
      `<ETag>&quot;${pseudoHex(index + 1, 32)}&quot;</ETag>` +
      "<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>" +
      `<Size>${1000 + index * 37}</Size><StorageClass>STANDARD</StorageClass></Contents>`
    );
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
    "<Name>my-bucket</Name><Prefix></Prefix>" +
    "<NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=</NextContinuationToken>" +
    `<KeyCount>${keys}</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>true</IsTruncated>` +
    `${contents.join("")}</ListBucketResult>`
  );
}
