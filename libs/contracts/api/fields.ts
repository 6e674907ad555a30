import { z } from 'zod';

/** Fields that bodies of many routes share. */
export const id = z.uuid();
export const at = z.iso.datetime();

/** Present when a newer run is under way, or failed: what people gave since is not in this answer. */
export const outdated = { isOutdated: z.literal(true).optional() };

export const pageQuery = {
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(50),
};
export const pageInfo = { total: z.number().int(), page: z.number().int(), pageSize: z.number().int() };
