export { httpChecksum } from "../checksums/http-checksum.js";
