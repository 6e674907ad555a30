import { Failure, type Problem } from '#contracts';

/** A request that cannot be served as it is, with the HTTP status that says so. */
export class RequestFailure extends Failure {
  constructor(
    readonly status: number,
    message: string,
    remedy: string,
    /** Each wrong field or unmet rule. */
    readonly errors?: Problem['errors'],
  ) {
    super('input', message, remedy);
  }
}

/** @param thing what was looked for, such as `show` */
export const notFound = (thing: string) =>
  new RequestFailure(
    404,
    `There is no such ${thing}.`,
    `Check the address: the ${thing} may have been deleted.`,
  );

/** What an answer says of itself when a newer run is under way, or failed. */
export const outdatedIf = (...made: ({ isOutdated: boolean } | null)[]): { isOutdated?: true } =>
  made.some((one) => one?.isOutdated) ? { isOutdated: true } : {};

/** A stage has not made it yet, or there is nothing to make it from. */
export const notMadeYet = (thing: string) =>
  new RequestFailure(
    404,
    `There is no ${thing} for this episode yet.`,
    'Wait until the stage that makes it is done: the list of stages shows how far it is.',
  );
