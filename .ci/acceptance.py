#!/usr/bin/python3
"""Runs the acceptance suites against a server of their own, but for the checks listed in acceptance-later.txt.

    acceptance.py SUITES_DIRECTORY TESSERA_CLI_DLL

Real clients: boto3 through pytest, and the AWS CLI. The last line is `acceptance: N passed, N failed, N skipped`; exit code 0 if none failed.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON = "/usr/bin/python3"
SUITE_SECONDS_MAX = 1500


def read_later():
    """{suite: [ids]} of the checks that wait for a feature"""
    later = {"seed_boto3": [], "seed_cli": []}
    with open(os.path.join(HERE, "acceptance-later.txt"), encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                suite, check, _ = line.split(maxsplit=2)
                later[suite].append(check)
    return later


def start_server(tessera):
    """the process and its endpoint, which its first line tells"""
    server = subprocess.Popen(["dotnet", tessera, "local", "--port", "0"], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    ready = server.stdout.readline()
    endpoint = re.search(r"http://[0-9.:]+", ready)
    if not endpoint:
        server.kill()
        sys.exit("acceptance: the server did not start: %r" % ready)
    return server, endpoint.group()


def run_boto3(suites, endpoint, later, folder):
    report = os.path.join(folder, "boto3.xml")
    command = [PYTHON, "-m", "pytest", "--endpoint-url", endpoint, "--junitxml", report, "--tb=short"]
    for check in later:
        command += ["--ignore=" + check] if "::" not in check else ["--deselect=" + check]
    subprocess.run(command, cwd=os.path.join(suites, "seed_boto3"), stdin=subprocess.DEVNULL, timeout=SUITE_SECONDS_MAX, check=False)
    if not os.path.exists(report):
        return 0, 1, len(later)
    suite = next(xml.etree.ElementTree.parse(report).iter("testsuite"))
    total, skipped = int(suite.get("tests")), int(suite.get("skipped"))
    failed = int(suite.get("failures")) + int(suite.get("errors"))
    return total - failed - skipped, failed, skipped + len(later)


def run_cli(suites, endpoint, later, folder):
    folder_of_suite = os.path.join(suites, "seed_cli")
    with open(os.path.join(folder_of_suite, "commands.json"), encoding="utf-8") as commands:
        known = [entry["id"] for entry in json.load(commands)["commands"]]
    stale = set(later) - set(known)
    if stale:
        sys.exit("acceptance: acceptance-later.txt lists checks that do not exist: %s" % sorted(stale))
    chosen = "^(%s) " % "|".join(re.escape(check) for check in known if check not in later)
    report = os.path.join(folder, "cli.json")
    command = [PYTHON, "run.py", "--endpoint-url", endpoint, "--filter", chosen, "--json", report, "--failures-only"]
    subprocess.run(command, cwd=folder_of_suite, stdin=subprocess.DEVNULL, timeout=SUITE_SECONDS_MAX, check=False)
    if not os.path.exists(report):
        return 0, 1, len(later)
    with open(report, encoding="utf-8") as results:
        counts = json.load(results)
    return counts["passed"], counts["failed"], counts["skipped"] + len(later)


def main():
    suites, tessera = sys.argv[1:]
    later = read_later()
    server, endpoint = start_server(tessera)
    print("acceptance: server at", endpoint, flush=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            runs = [run_boto3(suites, endpoint, later["seed_boto3"], folder), run_cli(suites, endpoint, later["seed_cli"], folder)]
    finally:
        server.terminate()
        exit_code = server.wait(timeout=30)
    passed, failed, skipped = (sum(column) for column in zip(*runs))
    if exit_code != 0:
        print("acceptance: the server ended with exit code", exit_code)
        failed += 1
    print("acceptance: %d passed, %d failed, %d skipped" % (passed, failed, skipped))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
