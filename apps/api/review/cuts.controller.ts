import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { cutList, madeView, newCut, stageList, verdict, verdicts } from '#contracts';
import { type Identity, Who } from '../auth/identity.js';
import { CorrectionsService } from './corrections.service.js';
import { CutsService } from './cuts.service.js';

type Stages = z.infer<typeof stageList>;
type Verdict = z.infer<typeof verdict>;
const episodeId = { schema: z.uuid() };
const subject = { schema: z.string().min(1).max(100) };
/** Holds up to five words and a term of 100 characters, in base 64. */
const correction = { schema: z.string().min(1).max(1000) };

@ApiTags('review')
@Controller('api/v1/episodes/:episodeId')
export class CutsController {
  constructor(
    private readonly cuts: CutsService,
    private readonly corrections: CorrectionsService,
  ) {}

  @Get('cuts')
  @ApiOkResponse({ standardSchema: cutList })
  list(@Param('episodeId', episodeId) id: string): Promise<z.infer<typeof cutList>> {
    return this.cuts.list(id);
  }

  @Post('cuts')
  @ApiCreatedResponse({ standardSchema: madeView })
  make(
    @Param('episodeId', episodeId) id: string,
    @Body({ schema: newCut }) cut: z.infer<typeof newCut>,
    @Who() who: Identity,
  ): Promise<z.infer<typeof madeView>> {
    return this.cuts.make(id, cut, who.email);
  }

  @Post('cuts/:cutId')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: stageList })
  decideCut(
    @Param('episodeId', episodeId) id: string,
    @Param('cutId', subject) cutId: string,
    @Body({ schema: verdict }) { verdict: given }: Verdict,
    @Who() who: Identity,
  ): Promise<Stages> {
    return this.cuts.decide(id, [{ cutId, verdict: given }], who.email);
  }

  @Post('verdicts')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: stageList })
  decideMany(
    @Param('episodeId', episodeId) id: string,
    @Body({ schema: verdicts }) given: z.infer<typeof verdicts>,
    @Who() who: Identity,
  ): Promise<Stages> {
    return this.cuts.decide(id, given.verdicts, who.email);
  }

  @Post('corrections/:correctionId')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: stageList })
  decideCorrection(
    @Param('episodeId', episodeId) id: string,
    @Param('correctionId', correction) correctionId: string,
    @Body({ schema: verdict }) { verdict: given }: Verdict,
    @Who() who: Identity,
  ): Promise<Stages> {
    return this.corrections.decide(id, correctionId, given, who.email);
  }
}
