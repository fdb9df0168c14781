const { S3 } = require("@inia/client-s3");
const { VERSION } = require("@inia/core");
const { marshall } = require("@inia/dynamodb-documents/values");

const { config } = JSON.parse(process.env.CONSUMER);
new S3(config.s3).listBuckets().then(({ Buckets = [] }) => {
  console.log(JSON.stringify([VERSION, marshall({ n: 1 }).n.N, ...Buckets.map(({ Name }) => Name)]));
});
