export { requestChecksums, responseChecksums } from "../checksums/http-checksum.js";
