-- CreateTable
CREATE TABLE "TextFingerprint" (
    "episodeId" TEXT NOT NULL,
    "minHash" BYTEA,
    "sentences" BYTEA NOT NULL,

    CONSTRAINT "TextFingerprint_pkey" PRIMARY KEY ("episodeId")
);

-- AddForeignKey
ALTER TABLE "TextFingerprint" ADD CONSTRAINT "TextFingerprint_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE CASCADE ON UPDATE CASCADE;
