-- AlterTable
ALTER TABLE "StageRun" ADD COLUMN     "madeKey" TEXT;

-- Runs that are done made what their key says.
UPDATE "StageRun" SET "madeKey" = "key" WHERE "state" = 'done';
