"""Every library whose calls wait is known by the names under which people use it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

HEAD = """\
import ftplib, http.client, imaplib, multiprocessing, os, poplib, pty, queue, selectors, smtplib, socket, sqlite3, ssl
import subprocess, telnetlib, threading, urllib.request
import anthropic, boto3, botocore.session, grpc, MySQLdb, openai, paramiko, psycopg, psycopg2, pymongo
import pymysql, stripe, urllib3
import google.generativeai as genai
from celery import Celery, chain, current_app, group, shared_task
from celery.result import AsyncResult
from django.core.mail import EmailMessage, send_mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, mail_admins, send_mail
from django.http import HttpResponse
from elasticsearch import Elasticsearch
from google.cloud import bigquery, pubsub_v1, storage, vision
from googleapiclient.discovery import build
from mysql.connector import connect
from packaged.greeter_pb2_grpc import GreeterStub
from slack_sdk import WebClient
from twilio.rest import Client


@shared_task
def work():
    return 1


app = Celery("shop")
jobs = queue.Queue(maxsize=3)
endless = queue.Queue()
rows = sqlite3.connect("rows.db")
"""
WAITING = {
    "urlretrieve": "urllib.request.urlretrieve('http://x', 'y')",
    "http_client": "connection = http.client.HTTPSConnection('x')\nconnection.request('GET', '/')",
    "pool_manager": "urllib3.PoolManager().request('GET', 'http://x')",
    "create_connection": "socket.create_connection(('x', 1))",
    "getaddrinfo": "socket.getaddrinfo('x', 1)",
    "tls": "ssl.create_default_context().wrap_socket(socket.socket(), server_hostname='x').connect(('x', 443))",
    "tls_by_name": "plain = socket.socket()\nctx = ssl.SSLContext()\nsafe = ctx.wrap_socket(plain)\nsafe.sendall(b'x')",
    "epoll": "selectors.EpollSelector().select()",
    "smtp": "server = smtplib.SMTP('x')\nserver.sendmail('a', 'b', 'c')",
    "django_mail": "send_mail('a', 'b', 'c', ['d'])",
    "django_mail_to_admins": "mail_admins('a', 'b')",
    "django_message": "EmailMessage('a', 'b').send()",
    "django_message_by_name": "message = EmailMultiAlternatives('a')\nmessage.attach('x')\nmessage.send()",
    "imap": "box = imaplib.IMAP4_SSL('x')\nbox.login('u', 'p')",
    "pop": "box = poplib.POP3('x')\nbox.stat()",
    "ftp": "server = ftplib.FTP('x')\nserver.login()",
    "telnet": "host = telnetlib.Telnet('x')\nhost.read_all()",
    "ssh": "host = paramiko.SSHClient()\nhost.connect('x')\nhost.exec_command('ls')",
    "boto_client": "boto3.client('s3').list_buckets()",
    "boto_resource": "boto3.resource('s3').Bucket('x').upload_file('a', 'b')",
    "boto_session": "boto3.Session().client('sqs').receive_message(QueueUrl='x')",
    "botocore_session": "botocore.session.get_session().create_client('s3').list_buckets()",
    "botocore_class": "botocore.session.Session().create_client('s3').list_buckets()",
    "boto_waiter": "boto3.client('s3').get_waiter('object_exists').wait(Bucket='x', Key='y')",
    "boto_queue": "boto3.resource('sqs').get_queue_by_name(QueueName='x').send_message(MessageBody='y')",
    "sqlite": "sqlite3.connect('x')",
    "sqlite_of_the_module": "rows.execute('SELECT 1')",
    "mysql_connector": "connect(host='x').cursor().execute('SELECT 1')",
    "mongo": "pymongo.MongoClient().db.things.find_one({})",
    "psycopg_3": "psycopg.connect('x')",
    "psycopg_2": "psycopg2.connect('x')",
    "mysql": "MySQLdb.connect('x')",
    "mysql_in_python": "pymysql.connect(host='x')",
    "azure": "openai.AzureOpenAI().embeddings.create(model='m', input='x')",
    "openai_module": "openai.chat.completions.create(model='m', messages=[])",
    "claude": "anthropic.Anthropic().messages.create(model='m', messages=[], max_tokens=1)",
    "payment_listed": "stripe.PaymentIntent.list(limit=3)",
    "payment_nested": "stripe.terminal.Reader.process_payment_intent('r', payment_intent='p')",
    "payment_client": "stripe.StripeClient('key').customers.list()",
    "payment_event": "event = stripe.Webhook.construct_event('b', 's', 'k')\nevent.data.object.payments.list()",
    "bucket_of_google": "storage.Client().bucket('b').blob('x').upload_from_string('y')",
    "bucket_that_is_got": "bucket = storage.Client().get_bucket('b')\nbucket.blob('x').download_as_bytes()",
    "image_of_google": "vision.ImageAnnotatorClient().label_detection(image='x')",
    "rows_of_google": "bigquery.Client().query('SELECT 1').result()",
    "published_by_google": "pubsub_v1.PublisherClient().publish('topic', b'x').result()",
    "drive": "build('drive', 'v3').files().list(pageSize=3).execute()",
    "gemini": "genai.GenerativeModel('m').generate_content('x')",
    "gemini_chat": "chat = genai.GenerativeModel('m').start_chat()\nchat.send_message('x')",
    "remote": "GreeterStub(grpc.insecure_channel('x:1')).SayHello('x')",
    "payment": "stripe.Charge.create(amount=1)",
    "twilio": "Client('a', 'b').messages.create(to='x')",
    "slack": "WebClient(token='x').chat_postMessage(channel='x')",
    "elastic": "Elasticsearch('http://x').search(index='x')",
    "celery_result": "AsyncResult('x').get()",
    "celery_task": "work.delay().get(timeout=5)",
    "celery_group": "group(work.s(), work.s())().get()",
    "celery_group_by_name": "jobs = group([work.s()])\nresult = jobs.apply_async()\nresult.join()",
    "celery_chain": "chain(work.s(), work.s())().get()",
    "celery_signature": "work.s().delay().get()",
    "celery_sent": "app.send_task('work').get()",
    "celery_workers": "current_app.control.inspect().active()",
    "full_queue": "queue.Queue(1).put(0)",
    "full_queue_of_the_module": "jobs.put('x')",
    "barrier": "threading.Barrier(2).wait()",
    "process": "process = multiprocessing.Process(target=print)\nprocess.start()\nprocess.join()",
    "shared_queue": "multiprocessing.Queue().get()",
    "thread_queue": "queue.Queue().join()",
    "getoutput": "subprocess.getoutput('ls')",
    "popen": "os.popen('ls').read()",
    "waitpid": "os.waitpid(1, 0)",
    "spawn": "os.spawnvpe(os.P_WAIT, 'ls', ['ls'], {})",
    "terminal": "pty.spawn(['ls'])",
    "person": "input()",
    "debugger": "breakpoint()",
}
QUICK = {
    "mapped": "stripe.Webhook.construct_event('b', 's', 'k').data.object.metadata.get('x')",
    "endless_queue": "endless.put('x')",
    "queue_without_waiting": "jobs.put('x', False)\njobs.put('x', block=False)",
    "queue_without_a_bound": "queue.Queue(maxsize=0).put('x')",
    "published_as_a_group": "group(work.s(), work.s())()",
    "described": "build('drive', 'v3').files().list(pageSize=3)",
    "published": "work.delay()",
    "file": "open('x').read()",
    "presigned": "boto3.client('s3').generate_presigned_url('get_object')",
}


STUB = """\
class GreeterStub:
    def __init__(self, channel):
        self.SayHello = channel.unary_unary("/shop.Greeter/SayHello")
"""


def test_stub_that_a_compiler_wrote_into_the_project_waits(tmp_path: Path) -> None:
    views = """\
        import grpc
        from django.http import HttpResponse

        from shop.greeter_pb2_grpc import GreeterStub


        def greet(request):
            with grpc.insecure_channel("x:1") as channel:
                stub = GreeterStub(channel)
                return HttpResponse(stub.SayHello("x").text)
        """
    urls = "from django.urls import path\n\nimport views\n\nurlpatterns = [path('', views.greet)]\n"
    files = {"views.py": dedent(views), "urls.py": urls, "shop/greeter_pb2_grpc.py": STUB}

    result = run([write(tmp_path, files)], Settings(select=("AV001",)))

    assert "SayHello" in next(finding.message for one in result.results for finding in one.findings)


def test_each_named_call_is_what_a_view_waits_for(tmp_path: Path) -> None:
    bodies = WAITING | QUICK
    views = [
        f"\n\ndef {name}(request):\n{indent(body, '    ')}\n    return HttpResponse()\n"
        for name, body in bodies.items()
    ]
    routes = ", ".join(f"path('{name}/', views.{name})" for name in bodies)
    urls = f"from django.urls import path\n\nimport views\n\nurlpatterns = [{routes}]\n"

    result = run([write(tmp_path, {"views.py": HEAD + "".join(views), "urls.py": urls})], Settings(select=("AV001",)))

    found = [finding.message.partition(":")[0] for one in result.results for finding in one.findings]
    assert sorted(found) == sorted(WAITING)
