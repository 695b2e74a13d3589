/** The item that every floor reads: that of the benchmark's connection. */
export const CONNECTION_ITEM = {
  key: { PK: 'C#L0SM9cOFvHcCIhw=', SK: 'C' },
  marshalled: { PK: { S: 'C#L0SM9cOFvHcCIhw=' }, SK: { S: 'C' } },
};
