export { restXml } from "../protocols/rest-xml.js";
