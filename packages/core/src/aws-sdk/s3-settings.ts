import type { TranslateOwn } from "./config.js";

/** What v3 has among the settings of any client, Inia has under `s3`. v3 takes virtual hosts also at other endpoints. */
export const s3Settings: TranslateOwn = (asked) => {
  const {
    forcePathStyle,
    useAccelerateEndpoint,
    useArnRegion,
    disableMultiregionAccessPoints: disableMultiRegionAccessPoints,
    disableS3ExpressSessionAuth: disableExpressSessionAuth,
    // Redirects are followed in any case.
    followRegionRedirects: _,
    s3,
    ...same
  } = asked;
  return {
    ...same,
    s3: {
      addressingStyle: forcePathStyle ? "path" : same["endpoint"] && "virtual",
      usEast1RegionalEndpoint: "regional",
      useAccelerateEndpoint,
      useArnRegion,
      disableMultiRegionAccessPoints,
      disableExpressSessionAuth,
      ...s3,
    },
  };
};
