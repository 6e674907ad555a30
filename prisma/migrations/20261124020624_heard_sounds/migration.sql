-- CreateTable
CREATE TABLE "HeardSound" (
    "id" BIGSERIAL NOT NULL,
    "showId" TEXT NOT NULL,
    "episodeId" TEXT,
    "soundId" TEXT NOT NULL,
    "episodeTitle" TEXT NOT NULL,
    "startMs" INTEGER NOT NULL,
    "endMs" INTEGER NOT NULL,
    "recordingMs" INTEGER NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "standing" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "HeardSound_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "HeardSound_showId_id_idx" ON "HeardSound"("showId", "id");

-- CreateIndex
CREATE INDEX "HeardSound_episodeId_idx" ON "HeardSound"("episodeId");

-- AddForeignKey
ALTER TABLE "HeardSound" ADD CONSTRAINT "HeardSound_showId_fkey" FOREIGN KEY ("showId") REFERENCES "Show"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HeardSound" ADD CONSTRAINT "HeardSound_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE SET NULL ON UPDATE CASCADE;
