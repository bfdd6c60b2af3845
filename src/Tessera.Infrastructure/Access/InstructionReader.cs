using System.Reflection.Metadata;

namespace Tessera.Infrastructure.Access;

/// <summary>Walks the instructions of a method body: those with a token of a method, type or text matter, the others are skipped by their length.</summary>
internal static class InstructionReader
{
    public static IEnumerable<(ILOpCode Code, int Token)> Read(byte[] body)
    {
        for (var i = 0; i < body.Length;)
        {
            var code = (ILOpCode)body[i++];
            if ((int)code == 0xfe)
                code = (ILOpCode)(0xfe00 | body[i++]);
            var length = OperandLength(code);
            if (code == ILOpCode.Switch)
                length = 4 + (4 * BitConverter.ToInt32(body, i));
            if (HasToken(code))
                yield return (code, BitConverter.ToInt32(body, i));
            i += length;
        }
    }

    private static bool HasToken(ILOpCode code) => code is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Ldftn or ILOpCode.Ldvirtftn
        or ILOpCode.Ldstr or ILOpCode.Ldtoken or ILOpCode.Initobj;

    private static int OperandLength(ILOpCode code) => code switch
    {
        ILOpCode.Ldarg_s or ILOpCode.Ldarga_s or ILOpCode.Starg_s or ILOpCode.Ldloc_s or ILOpCode.Ldloca_s or ILOpCode.Stloc_s or ILOpCode.Ldc_i4_s
            or (>= ILOpCode.Br_s and <= ILOpCode.Blt_un_s) or ILOpCode.Leave_s or ILOpCode.Unaligned or (ILOpCode)0xfe19 => 1,
        ILOpCode.Ldarg or ILOpCode.Ldarga or ILOpCode.Starg or ILOpCode.Ldloc or ILOpCode.Ldloca or ILOpCode.Stloc => 2,
        ILOpCode.Ldc_i8 or ILOpCode.Ldc_r8 => 8,
        ILOpCode.Ldc_i4 or ILOpCode.Ldc_r4 or ILOpCode.Jmp or ILOpCode.Call or ILOpCode.Calli or (>= ILOpCode.Br and <= ILOpCode.Blt_un) or ILOpCode.Callvirt
            or ILOpCode.Cpobj or ILOpCode.Ldobj or ILOpCode.Ldstr or ILOpCode.Newobj or ILOpCode.Castclass or ILOpCode.Isinst or ILOpCode.Unbox
            or (>= ILOpCode.Ldfld and <= ILOpCode.Stobj) or ILOpCode.Box or ILOpCode.Newarr or ILOpCode.Ldelema or ILOpCode.Ldelem or ILOpCode.Stelem
            or ILOpCode.Unbox_any or ILOpCode.Refanyval or ILOpCode.Mkrefany or ILOpCode.Ldtoken or ILOpCode.Leave or ILOpCode.Ldftn or ILOpCode.Ldvirtftn
            or ILOpCode.Initobj or ILOpCode.Constrained or ILOpCode.Sizeof => 4,
        _ => 0,
    };
}
