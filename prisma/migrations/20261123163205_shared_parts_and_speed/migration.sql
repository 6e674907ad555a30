-- AlterTable
ALTER TABLE "Episode" ADD COLUMN     "durationMs" INTEGER;

-- AlterTable
ALTER TABLE "Partial" ADD COLUMN     "heartbeatAt" TIMESTAMP(3),
ADD COLUMN     "worker" TEXT,
ALTER COLUMN "value" DROP NOT NULL;

-- AlterTable
ALTER TABLE "StageRun" ADD COLUMN     "etaMs" INTEGER,
ADD COLUMN     "expectedCost" DOUBLE PRECISION,
ADD COLUMN     "expectedMs" INTEGER;

-- CreateTable
CREATE TABLE "Speed" (
    "id" BIGSERIAL NOT NULL,
    "stage" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "audioMs" INTEGER NOT NULL,
    "workMs" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Speed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Speed_stage_engine_id_idx" ON "Speed"("stage", "engine", "id");

-- CreateIndex
CREATE INDEX "Partial_worker_idx" ON "Partial"("worker");
