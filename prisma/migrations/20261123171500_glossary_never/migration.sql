-- AlterTable
ALTER TABLE "GlossaryTerm" ADD COLUMN     "never" TEXT[];
