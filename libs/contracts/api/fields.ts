import { z } from 'zod';

/** Fields that bodies of many routes share. */
export const id = z.uuid();
export const at = z.iso.datetime();

export const pageQuery = {
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(50),
};
export const pageInfo = { total: z.number().int(), page: z.number().int(), pageSize: z.number().int() };
