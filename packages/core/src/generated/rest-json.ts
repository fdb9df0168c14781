export { restJson } from "../protocols/rest-json.js";
