-- CreateTable
CREATE TABLE "Voice" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "episodeId" TEXT NOT NULL,
    "speaker" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Voice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Voice_personId_idx" ON "Voice"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Voice_episodeId_speaker_key" ON "Voice"("episodeId", "speaker");

-- AddForeignKey
ALTER TABLE "Voice" ADD CONSTRAINT "Voice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Voice" ADD CONSTRAINT "Voice_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE CASCADE ON UPDATE CASCADE;
