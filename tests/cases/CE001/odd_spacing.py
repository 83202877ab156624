# oracle: cancelled
import   asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

async def work( ) :
  await asyncio . sleep( 0 )

class Consumer( AsyncWebsocketConsumer ) :
  async  def receive( self, text_data = None, bytes_data = None ) :
    try :
        await work( )
    except( asyncio . CancelledError,ValueError, ) :
        print( "failed" )   # what else


    print( "done" )
# output
import   asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

async def work( ) :
  await asyncio . sleep( 0 )

class Consumer( AsyncWebsocketConsumer ) :
  async  def receive( self, text_data = None, bytes_data = None ) :
    try :
        await work( )
    except asyncio.CancelledError:
        print( "failed" )
        raise
    except ValueError:
        print( "failed" )   # what else


    print( "done" )
