import type { Backend } from '#pipeline';
import { notFound } from '../http/request-failure.js';

/** @throws RequestFailure (404) when there is no such show */
export async function mustBeShow({ database }: Pick<Backend, 'database'>, showId: string) {
  const show = await database.show.findUnique({ where: { id: showId } });
  if (!show) throw notFound('show');
  return show;
}
