import { useClients } from "./program.js";

const { config } = JSON.parse(process.env.CONSUMER);
console.log(JSON.stringify(await useClients(config.s3, config.dynamodb)));
