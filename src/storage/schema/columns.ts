import { customType } from 'drizzle-orm/pg-core';

/** Bytes as a Node Buffer. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
