import { All, Controller, Get, Head, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type UploadView, uploadView } from '#contracts';
import { UploadsService } from './uploads.service.js';

@ApiTags('uploads')
@Controller('api/v1/uploads')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  /** Named before GET, which would answer HEAD too. */
  @Head(':uploadId')
  @ApiExcludeEndpoint()
  head(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.uploads.handle(request, response);
  }

  @Get(':uploadId')
  @ApiOkResponse({ standardSchema: uploadView })
  read(@Param('uploadId') id: string): Promise<UploadView> {
    return this.uploads.read(id);
  }

  @All(['', ':uploadId'])
  @ApiOperation({
    summary: 'Resumable uploads by the tus protocol, version 1.0: https://tus.io/protocols/resumable-upload',
    description:
      'Upload-Metadata: `filename`, `showId`, `kind` (audio or transcript), and if wanted `title`. The answer that ' +
      'ends an upload has the header X-Episode-Id. Several uploads make one episode, each the track of one speaker, ' +
      'when they have the same `set` (a UUID that the client makes) and number of `parts`, and each a `speaker`: the ' +
      'answer that ends the last of them has the header. In a set a recording without a speaker is the mix of the ' +
      'tracks, and a transcript may come along. Tracks begin at the same moment. What is left incomplete for a week ' +
      'is removed.',
  })
  tus(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.uploads.handle(request, response);
  }
}
