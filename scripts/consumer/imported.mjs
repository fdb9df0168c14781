import { S3 } from "@inia/client-s3";
import { useClients } from "./program.js";

const { config } = JSON.parse(process.env.CONSUMER);
const { operationNames } = await new S3(config.s3).meta.serviceModel;
const said = await useClients(config.s3, config.dynamodb);
console.log(JSON.stringify([...said, `a model of ${operationNames.length} operations`]));
