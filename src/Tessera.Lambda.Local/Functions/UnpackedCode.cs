using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Functions;

/// <summary>Code that the template names as a zip file, unpacked beside the system's other temporary files.</summary>
internal static class UnpackedCode
{
    public static string Unpack(FunctionDefinition function)
    {
        if (!function.CodeFolder.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            throw FunctionCommand.Error(function, $"'{function.CodeFolder}' is neither a folder nor a zip file. Name one of them.");
        var written = File.GetLastWriteTimeUtc(function.CodeFolder).Ticks;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{function.CodeFolder}|{written}")))[..16];
        var folder = Path.Combine(Path.GetTempPath(), "tessera-run", name);
        ZipFile.ExtractToDirectory(function.CodeFolder, folder, overwriteFiles: true);
        return folder;
    }
}
