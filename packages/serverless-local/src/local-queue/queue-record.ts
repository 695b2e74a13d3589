/**
 * A message in an event for a function, in Lambda's own words.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export interface QueueRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** `ApproximateReceiveCount`, `MessageGroupId` and the rest of SQS's system attributes. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<
    Record<
      string,
      { readonly dataType: string; readonly stringValue?: string; readonly binaryValue?: string }
    >
  >;
  readonly md5OfBody: string;
  readonly eventSource: 'aws:sqs';
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}
