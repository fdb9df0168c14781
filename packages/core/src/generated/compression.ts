export { compressRequest } from "../checksums/compress-request.js";
